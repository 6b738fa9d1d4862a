import { isConcern } from '../cancellations/request';
import type { Mix } from '../mix/mix';
import type { DrawnRequest } from '../drawing/draw-requests';
import { randomOf } from '../random/random';

/**
 * The requests that customers make themselves, through the gateway; the others come from CRM. The gateway refuses what can't be granted instead of opening a case, so
 * only those go there that find their units whatever comes first: ordinary ones, about orders of which nobody asks for more than there is; and those that follow another one, whose customer
 * waits until CRM has told how that has ended.
 */
export function chooseDoors(seed: string, drawn: readonly DrawnRequest[], gateway: boolean, mix: Mix): ReadonlySet<string> {
  if (!gateway) return new Set();
  const following = drawn.flatMap(({ request }) => (request.follows === undefined ? [] : [request.requestId]));
  const followed = new Set(drawn.map(({ request }) => request.follows));
  const contested = new Set(drawn.filter(({ oddity }) => oddity === 'units_taken').map(({ request }) => request.orderId));
  const may = drawn.filter(({ request, oddity }) => oddity === undefined && (request.orderId !== '' || isConcern(request)) && !contested.has(request.orderId) && request.follows === undefined && !followed.has(request.requestId));
  // The share is of all drawn ones: the odd ones, which can't go there, are made up for.
  const share = may.length === 0 ? 0 : Math.min(1, (mix.door.gateway * drawn.length) / may.length);
  return new Set([...following, ...may.filter(({ request }) => randomOf(seed, 'door', request.requestId).chance(share)).map(({ request }) => request.requestId)]);
}
