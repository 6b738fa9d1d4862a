import { aggregate } from '@huiliu/messaging';
import type { Lane, Sending } from '../../../domain/lane';
import { LaneRow } from './rows';

export const laneToRow = (laneId: string, { system, sending, delivered }: Lane): Omit<LaneRow, 'version'> => ({
  laneId,
  system,
  sendingSource: sending?.source ?? null,
  sendingId: sending?.id ?? null,
  sendingType: sending?.type ?? null,
  sendingSince: sending?.since ?? null,
  failed: sending?.failed ?? 0,
  delivered,
});

export const laneFromRow = (row: LaneRow): Lane => ({ system: row.system, sending: sendingOf(row), delivered: row.delivered });

function sendingOf({ sendingSource: source, sendingId: id, sendingType: type, sendingSince: since, failed }: LaneRow): Sending | undefined {
  return source === null || id === null || type === null || since === null ? undefined : { source, id, type, since, failed };
}

export const webhooksTables = { lanes: aggregate({ entity: LaneRow, toRow: laneToRow, fromRow: laneFromRow }) };
