import { topicsHeardBy } from '@huiliu/contracts';
import { readLog } from './bus/read-log';
import type { Invariant } from './invariant';

interface LaneRow {
  readonly lane_id: string;
  readonly delivered: number;
  /** Parked, or given up by somebody. */
  readonly held: number;
}

/** What is on the bus for a system that is reached over HTTP has arrived there: each event of each subject once, or is held with a reason. */
export const webhooksDelivered: Invariant = {
  name: 'what is for an outside system over HTTP has arrived there',
  check: async ({ bus, webhooks }, found) => {
    if (!webhooks) return;
    const { pool, systems } = webhooks;
    const { rows } = await pool.query<LaneRow>(
      `SELECT lane_id, delivered, ((SELECT count(*) FROM parked WHERE subject = lane_id) + (SELECT count(*) FROM discarded WHERE subject = lane_id))::int AS held FROM lane`,
    );
    const arrived = new Map(rows.map((row) => [row.lane_id, row]));
    const laneOf = new Map(systems.flatMap((system) => topicsHeardBy(system).map((topic) => [topic, `webhook:${system}/`] as const)));
    const said = new Map<string, Set<string>>();
    await readLog(bus, ({ topic, deadLetterOf, envelope }) => {
      const lane = laneOf.get(topic);
      if (lane === undefined || deadLetterOf !== undefined || !envelope) return;
      const id = `${lane}${envelope.subject}`;
      const ids = said.get(id) ?? new Set();
      said.set(id, ids.add(`${envelope.source}/${envelope.id}`));
    });
    for (const [lane, ids] of said) {
      const { delivered = 0, held = 0 } = arrived.get(lane) ?? {};
      if (delivered + held !== ids.size) found.add(`${lane}: ${ids.size} events are on the bus for it, ${delivered} have arrived, and ${held} are held`);
    }
    for (const lane of arrived.keys()) if (!said.has(lane)) found.add(`${lane}: something has arrived that nobody has said`);
  },
};
