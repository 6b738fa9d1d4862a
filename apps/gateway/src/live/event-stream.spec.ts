import { setImmediate as nextTurn } from 'node:timers/promises';
import { EventStream } from './event-stream';

describe('a stream of server-sent events', () => {
  it('reads as the standard says: id, name and data of each, then an empty line', async () => {
    const stream = new EventStream(10_000);
    stream.send({ id: '7', name: 'case', data: { text: 'two\nlines' } });
    stream.beat();
    stream.finish();
    let text = '';
    for await (const chunk of stream) text += String(chunk);
    expect(text).toBe(': hello\n\nid: 7\nevent: case\ndata: {"text":"two\\nlines"}\n\n:\n\n');
  });

  it('cuts off a reader who does not read, and takes no harm from what comes afterwards', async () => {
    const stream = new EventStream(1_000);
    for (let id = 0; id < 100 && !stream.destroyed; id++) stream.send({ id: String(id), name: 'case', data: 'x'.repeat(100) });
    expect(stream.destroyed).toBe(true);
    expect(stream.readableLength).toBeLessThanOrEqual(1_000);
    stream.send({ id: 'late', name: 'case', data: '' });
    stream.beat();
    stream.finish();
    await nextTurn();
  });
});
