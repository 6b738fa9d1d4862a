import { load } from './load.mjs';
import { code, page, table } from './markdown.mjs';

const signs = { all: '●', own: 'own', none: '' };

/** Who may do what through the gateway, role by role. The same matrix is walked through against a running gateway by `apps/gateway/test/rights.test.ts`. */
export function writeRights() {
  const { GatewayModule } = load('apps/gateway/dist/gateway.module.js');
  const { rightsOf } = load('apps/gateway/dist/http/rights.js');
  const rights = rightsOf(GatewayModule.of({}).controllers);
  const roles = Object.keys(rights[0].reach);
  return page(
    'Rights',
    '● whoever\'s case it is; *own*: for their own cases alone, and another\'s looks as if it were not there; empty: refused with 403, before anything is looked up. Without a token: 401. Who has several roles may do what any of them may; a customer who is staff too sees what staff sees.',
    table(['route', 'without a token', ...roles], rights.map(({ route, open, reach }) => [code(route), { public: '●', 'by link': 'by a link', 'by signature': 'by a signature' }[open] ?? '', ...roles.map((role) => (open && open !== 'by signature' ? '●' : signs[reach[role]]))])),
  );
}
