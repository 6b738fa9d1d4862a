import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { HuiliuError, type Logger } from '@huiliu/platform';
import { Admission } from '../admission/admission';
import type { Departments } from '../departments/departments';
import type { GatewaySettings } from '../settings';
import { EvidenceLinks } from './links';
import { mediaTypes, type MediaType } from './media-types';
import type { EvidenceStore } from './store/evidence-store';
import { FileStore } from './store/file-store';
import { S3Store } from './store/s3-store';
import { Spool } from './store/spool';
import { sweepEvidence, type Sweeping, type SweepOutcome } from './sweep';

export const evidenceToken = Symbol('huiliu.gateway.evidence');

/** Everything that files of evidence need. */
export interface Evidence {
  readonly links: EvidenceLinks;
  readonly spool: Spool;
  readonly store: EvidenceStore;
  /** Places of their own: an upload may take a minute, and must not stand in the way of what takes a moment. */
  readonly uploads: Admission;
  readonly downloads: Admission;
  limitBytes(type: MediaType): number;
  close(): void;
}

const cleaningMs = 600_000;

export interface EvidenceParts {
  readonly departments: Departments;
  readonly log: Logger;
  readonly counted: (outcome: SweepOutcome) => void;
}

export function openEvidence(settings: GatewaySettings, { departments, log, counted }: EvidenceParts): Evidence {
  const { evidenceUploads: uploads, evidenceDownloads: downloads, evidenceFolder: folder } = settings;
  const spool = new Spool(join(folder, 'incoming'));
  const store = storeOf(settings, log);
  const sweep = sweeping({ shelf: store.shelf, refers: (caseId, sha256) => caseRefers(departments, caseId, sha256), restedMs: settings.evidenceSweepMs, counted }, log);
  const clean = (): void => {
    void removeLeftovers(spool, settings.evidenceUploadMs, log);
    void sweep();
  };
  clean();
  const cleaning = setInterval(clean, Math.min(cleaningMs, settings.evidenceSweepMs)).unref();
  const limits = { photo: settings.evidencePhotoBytes, video: settings.evidenceVideoBytes, document: settings.evidenceDocumentBytes } as const;
  return {
    links: new EvidenceLinks(settings.evidenceLinkKey ?? randomBytes(32).toString('hex'), settings.evidenceLinkMs),
    spool,
    store,
    uploads: new Admission({ atATime: uploads, perCaller: Math.ceil(uploads / 4), waiting: 0, waitMs: 1 }),
    downloads: new Admission({ atATime: downloads, perCaller: downloads, waiting: 0, waitMs: 1 }),
    limitBytes: (type) => limits[mediaTypes[type].kind],
    close() {
      clearInterval(cleaning);
      store.close();
    },
  };
}

function storeOf(settings: GatewaySettings, log: Logger): EvidenceStore {
  const { evidenceS3Bucket: bucket, awsAccessKeyId: accessKeyId, awsSecretAccessKey: secretAccessKey } = settings;
  if (settings.evidenceStore === 'file') return new FileStore(settings.evidenceFolder, log);
  if (bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined) throw new Error('the settings of S3 are incomplete');
  return new S3Store(
    {
      bucket,
      region: settings.evidenceS3Region,
      endpoint: settings.evidenceS3Endpoint,
      pathStyle: settings.evidenceS3PathStyle,
      accessKeyId,
      secretAccessKey,
      sessionToken: settings.awsSessionToken,
      stallMs: settings.evidenceStallMs,
    },
    log,
  );
}

/** One at a time, and at the next turn again when it failed: nothing is removed of which intake has not said that no case refers to it. */
function sweeping(work: Sweeping, log: Logger): () => Promise<void> {
  let running = false;
  return async () => {
    if (running) return;
    running = true;
    const counts: Record<SweepOutcome, number> = { removed: 0, referred: 0, put_back: 0 };
    const counted = (outcome: SweepOutcome): void => {
      counts[outcome]++;
      work.counted(outcome);
    };
    try {
      await sweepEvidence({ ...work, counted });
    } catch (error) {
      log.warn({ err: error }, 'files of evidence could not be swept, will try again');
    } finally {
      running = false;
      if (counts.removed + counts.put_back > 0) log.info(counts, 'files of evidence that no case refers to are removed');
    }
  };
}

async function caseRefers(departments: Departments, caseId: string, sha256: string): Promise<boolean> {
  try {
    const { case: it } = await departments.intake.getCase({ caseId });
    return it?.evidence.some(({ evidenceId }) => evidenceId === sha256) ?? false;
  } catch (error) {
    if (error instanceof HuiliuError && error.code === 'CASE_NOT_FOUND') return false;
    throw error;
  }
}

/** By age, not by name: several gateways may share the folder, and a file that was written to lately may be somebody's. */
async function removeLeftovers(spool: Spool, uploadMs: number, log: Logger): Promise<void> {
  try {
    const removed = await spool.removeLeftovers(2 * uploadMs);
    if (removed > 0) log.info({ removed }, 'uploads that were broken off are removed');
  } catch (error) {
    log.warn({ err: error }, 'uploads that were broken off could not be removed');
  }
}
