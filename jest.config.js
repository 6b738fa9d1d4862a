// Unit specs stand beside the code (*.spec.ts); integration, conformance and e2e tests need real servers and are named *.test.ts.
const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '\\.(ts|js|mjs)$': ['@swc/jest', require('./tools/jest/swc.js')] },
  // Nest 12 and a few others ship ES modules only: transform them too.
  transformIgnorePatterns: ['node_modules/(?!(@nestjs|jose|@bufbuild/protobuf|uuid)/)'],
  moduleNameMapper: { '^@huiliu/([a-z]+)$': '<rootDir>/libs/$1/src/index.ts' },
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/', '<rootDir>/.data/', '<rootDir>/.runtime/', '<rootDir>/.nx/', '<rootDir>/.cache/'],
};
module.exports = {
  // On a busy machine a server takes its time: what hangs is found by this, what is slow is not.
  testTimeout: 30_000,
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs,tools,bench}/**/*.spec.ts'] },
    { ...base, displayName: 'integration', testMatch: ['<rootDir>/{apps,libs,tools}/**/test/**/*.test.ts'] },
    { ...base, displayName: 'e2e', testMatch: ['<rootDir>/e2e/**/*.test.ts'] },
  ],
};
