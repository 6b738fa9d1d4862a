// What `npm run mutate` changes, area by area, and the specs that have to notice: code that needs neither a server nor time to be tested. The rest is tried by the
// integration tests, `npm run simulate` and `npm run chaos`.
const app = (name) => ({ mutate: [`apps/${name}/src/domain/**/*.ts`, `apps/${name}/src/application/**/*.ts`], specs: [`apps/${name}/src/**/*.spec.ts`] });
const lib = (name, folder, files) => ({ mutate: files.map((file) => `libs/${name}/src/${file}.ts`), specs: [`libs/${name}/src/${folder}.spec.ts`] });

export const areas = {
  kernel: lib('kernel', '*', ['*']),
  refund: app('refund'),
  intake: app('intake'),
  review: app('review'),
  logistics: app('logistics'),
  warehouse: app('warehouse'),
  feedback: app('feedback'),
  // Without the comparison with another validator, which takes a second to begin. Checks are built at their first use, so every spec has to be asked, not only
  // the one that happened to build them.
  contracts: { ...lib('contracts', '{client,enums,registry,scalars,timestamp,validate}', ['enums', 'failures', 'scalars', 'timestamp', 'validate']), coverage: 'all' },
  engine: lib('messaging', 'engine/*', ['arrival', 'breaker', 'heads', 'inbox', 'joint-queue', 'lag', 'sequence', 'waiting-list'].map((file) => `engine/${file}`)),
  bus: lib('messaging', 'bus/{chunks,partitioner,pace,embedded/share-out}', ['bus/chunks', 'bus/partitioner', 'bus/pace', 'bus/embedded/share-out']),
  wire: lib('messaging', '{,sql/}*', ['envelope', 'outcome', 'routes', 'topics', 'trace-chain', 'value-size', 'sql/columns']),
};
