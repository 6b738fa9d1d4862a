import { setting, type ValuesOf } from '@huiliu/platform';

const dayMs = 86_400_000;

/** What this department needs beside what every department does. */
export const intakeSettings = {
  reopenMs: setting.durationMs('HUILIU_INTAKE_REOPEN_MS', { default: 30 * dayMs, max: 365 * dayMs, help: 'How long after its end a case may be taken up again, as another one; later it has to be applied for anew' }),
} as const;

export type IntakeSettings = ValuesOf<typeof intakeSettings>;
