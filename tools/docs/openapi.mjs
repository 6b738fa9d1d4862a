import { load } from './load.mjs';

/** The gateway's OpenAPI document, as the running one serves it. */
export function writeOpenapi() {
  const { GatewayModule } = load('apps/gateway/dist/gateway.module.js');
  const { buildDocument } = load('apps/gateway/dist/openapi/build-document.js');
  return `${JSON.stringify(buildDocument(GatewayModule.of({}).controllers), null, 2)}\n`;
}
