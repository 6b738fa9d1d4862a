import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from '@huiliu/platform';
import { Admission } from '../admission/admission';
import type { GatewaySettings } from '../settings';
import { EvidenceLinks } from './links';
import { mediaTypes, type MediaType } from './media-types';
import type { EvidenceStore } from './store/evidence-store';
import { FileStore } from './store/file-store';
import { S3Store } from './store/s3-store';
import { Spool } from './store/spool';

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

export function openEvidence(settings: GatewaySettings, log: Logger): Evidence {
  const { evidenceUploads: uploads, evidenceDownloads: downloads, evidenceFolder: folder } = settings;
  const spool = new Spool(join(folder, 'incoming'));
  const store = storeOf(settings, log);
  const clean = (): void => void removeLeftovers(spool, settings.evidenceUploadMs, log);
  clean();
  const cleaning = setInterval(clean, cleaningMs).unref();
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
  if (settings.evidenceStore === 'file') return new FileStore(join(settings.evidenceFolder, 'kept'), log);
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

/** By age, not by name: several gateways may share the folder, and a file that was written to lately may be somebody's. */
async function removeLeftovers(spool: Spool, uploadMs: number, log: Logger): Promise<void> {
  try {
    const removed = await spool.removeLeftovers(2 * uploadMs);
    if (removed > 0) log.info({ removed }, 'uploads that were broken off are removed');
  } catch (error) {
    log.warn({ err: error }, 'uploads that were broken off could not be removed');
  }
}
