import { setting } from '@huiliu/platform';

const s3 = { env: 'HUILIU_EVIDENCE_STORE', is: 's3' } as const;
const megabyte = 1_048_576;
const mostBytes = 1_024 * megabyte;

/** Where files of evidence are kept, and how much of them is taken. */
export const evidenceSettings = () =>
  ({
    evidenceStore: setting.choice('HUILIU_EVIDENCE_STORE', ['file', 's3'], { default: 'file', help: 'Where files of evidence are kept: in a folder, or in a bucket of S3 or of what speaks as S3 does' }),
    evidenceFolder: setting.text('HUILIU_EVIDENCE_FOLDER', { default: '.data/evidence', help: 'That folder, the same for all gateways; with S3 it holds uploads on their way alone' }),
    evidencePhotoBytes: setting.integer('HUILIU_EVIDENCE_PHOTO_BYTES', { default: 10 * megabyte, min: 1_024, max: mostBytes, help: 'Largest photo' }),
    evidenceDocumentBytes: setting.integer('HUILIU_EVIDENCE_DOCUMENT_BYTES', { default: 10 * megabyte, min: 1_024, max: mostBytes, help: 'Largest document' }),
    evidenceVideoBytes: setting.integer('HUILIU_EVIDENCE_VIDEO_BYTES', { default: 50 * megabyte, min: 1_024, max: mostBytes, help: 'Largest film' }),
    evidenceUploads: setting.integer('HUILIU_EVIDENCE_UPLOADS', { default: 16, min: 1, max: 10_000, help: 'Files taken at a time, a quarter of them of one caller; one more is refused with 429. They do not count among the requests answered at a time' }),
    evidenceUploadMs: setting.durationMs('HUILIU_EVIDENCE_UPLOAD_MS', { default: 120_000, help: 'Longest time for a file to arrive whole' }),
    evidenceDownloads: setting.integer('HUILIU_EVIDENCE_DOWNLOADS', { default: 64, min: 1, max: 10_000, help: 'Files given out at a time; one more is refused with 429' }),
    evidenceStallMs: setting.durationMs('HUILIU_EVIDENCE_STALL_MS', { default: 30_000, help: 'Whoever takes nothing of a file for so long is cut off; so is a store that moves nothing' }),
    evidenceLinkMs: setting.durationMs('HUILIU_EVIDENCE_LINK_MS', { default: 600_000, min: 1_000, max: 600_000, help: 'How long a link to a file is good' }),
    evidenceLinkKey: setting.secret('HUILIU_EVIDENCE_LINK_KEY', { optional: true, help: 'What links are signed with, the same for all gateways; not set: each process draws its own, and its links end with it' }),
    evidenceSweepMs: setting.durationMs('HUILIU_EVIDENCE_SWEEP_MS', { default: 86_400_000, min: 1_000, help: 'A file that no case refers to so long after it came is removed; longer than any upload may last' }),
    evidenceS3Bucket: setting.text('HUILIU_EVIDENCE_S3_BUCKET', { requiredWhen: s3, help: 'Bucket' }),
    evidenceS3Region: setting.text('HUILIU_EVIDENCE_S3_REGION', { default: 'us-east-1', help: 'Its region, which requests are signed for' }),
    evidenceS3Endpoint: setting.httpUrl('HUILIU_EVIDENCE_S3_ENDPOINT', { optional: true, help: 'Where S3 answers; not set: at Amazon, in that region' }),
    evidenceS3PathStyle: setting.flag('HUILIU_EVIDENCE_S3_PATH_STYLE', { default: false, help: 'The bucket stands in the path, not in the host\'s name: most that are not Amazon want that' }),
    awsAccessKeyId: setting.text('AWS_ACCESS_KEY_ID', { requiredWhen: s3, help: 'Access key for it: to put, get and delete objects under evidence/, and to list the bucket' }),
    awsSecretAccessKey: setting.secret('AWS_SECRET_ACCESS_KEY', { requiredWhen: s3, help: 'Its secret' }),
    awsSessionToken: setting.secret('AWS_SESSION_TOKEN', { optional: true, help: 'The token of a key that is good for a while only' }),
  }) as const;
