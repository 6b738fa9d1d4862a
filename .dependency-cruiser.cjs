/** Which arrows are allowed: adapters → application → domain inside an app; apps → libs; never app → app; libs know no business. */
const inside = (layer) => `^apps/(intake|review|logistics|warehouse|refund|feedback|webhooks)/src/${layer}`;

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-app-to-app', severity: 'error', from: { path: '^apps/([^/]+)/' }, to: { path: '^apps/', pathNot: '^apps/$1/' } },
    { name: 'no-lib-to-app', severity: 'error', from: { path: '^libs/' }, to: { path: '^(apps|tools|e2e|bench)/' } },
    { name: 'kernel-is-pure', severity: 'error', from: { path: '^libs/kernel/src', pathNot: '\\.spec\\.ts$' }, to: { pathNot: '^libs/kernel/src' } },
    { name: 'contracts-below-all', severity: 'error', from: { path: '^libs/contracts/src' }, to: { path: '^libs/(platform|messaging|testing)' } },
    { name: 'platform-below-messaging', severity: 'error', from: { path: '^libs/platform/src' }, to: { path: '^libs/(messaging|testing)' } },
    { name: 'messaging-below-testing', severity: 'error', from: { path: '^libs/messaging/src' }, to: { path: '^libs/testing' } },
    { name: 'domain-is-pure', severity: 'error', from: { path: inside('domain'), pathNot: '\\.spec\\.ts$' }, to: { pathNot: `${inside('domain')}|^libs/kernel/` } },
    { name: 'application-knows-no-adapter', severity: 'error', from: { path: inside('application'), pathNot: '\\.spec\\.ts$' }, to: { path: inside('adapters/(in|out/(?!postgres/tables))') } },
    {
      name: 'application-knows-no-framework',
      severity: 'error',
      from: { path: inside('application'), pathNot: '\\.spec\\.ts$' },
      to: { path: 'node_modules/(@nestjs|typeorm|pg|kafkajs|@grpc)/' },
    },
    { name: 'no-test-code-in-services', severity: 'error', from: { path: '^(apps|libs/(contracts|platform|messaging|kernel))/[^/]*/?src', pathNot: '\\.spec\\.ts$' }, to: { path: '^libs/testing' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|gen)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'require', 'node', 'import', 'default'], mainFields: ['types', 'main'] },
  },
};
