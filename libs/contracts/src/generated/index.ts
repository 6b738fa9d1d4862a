// Generated from proto/ by tools/generate; do not edit.

export * from './common';
export * from './feedback';
export * from './intake';
export * from './integration';
export * from './logistics';
export * from './messages';
export * from './ops';
export * from './refund';
export * from './registry';
export * from './review';
export * from './schemas';
export * from './services';
export * from './warehouse';
export * from './webhooks';
