import { retentionMs, topicSettingsOf } from './topics';

describe('the topics of a department', () => {
  const settings = new Map(topicSettingsOf('intake', 3).map((topic) => [topic.name, topic]));

  it('are those it hears and says, and the dead letters of what it hears', () => {
    expect([...settings.keys()]).toEqual(expect.arrayContaining(['huiliu.intake.v1', 'huiliu.review.v1', 'integration.crm.orders.v1', 'integration.crm.orders.v1.dead-letters', 'integration.crm.case-outcomes.v1']));
  });

  it('are kept the longer, the further inside they are; what may hold personal data, and its dead letters, least of all', () => {
    expect(settings.get('huiliu.review.v1')?.retentionMs).toBe(retentionMs.inner);
    expect(settings.get('integration.crm.case-outcomes.v1')?.retentionMs).toBe(retentionMs.outgoing);
    expect(settings.get('integration.crm.customers.v1')?.retentionMs).toBe(retentionMs.incoming);
    expect(settings.get('integration.crm.customers.v1.dead-letters')?.retentionMs).toBe(retentionMs.incoming);
  });

  it('are kept for days', () => {
    expect(retentionMs).toEqual({ inner: 34_560_000_000, outgoing: 2_592_000_000, incoming: 1_209_600_000 });
  });
});
