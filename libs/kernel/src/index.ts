export * from './machine';
export * from './result';
