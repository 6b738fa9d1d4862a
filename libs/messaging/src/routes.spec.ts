import { registry } from '@huiliu/contracts';
import { checkRoutes, contractOf, type Route, type Routes } from './routes';

const route = {} as Route;
const heard = [...registry.values()].filter(({ heardBy }) => heardBy.includes('feedback')).map(({ type }) => type);
const routesOf = (types: readonly string[]): Routes => new Map(types.map((type) => [type, route]));

describe('the handlers of a department', () => {
  it('are one for each type that the contracts say it hears', () => {
    expect(heard.length).toBeGreaterThan(1);
    expect(() => checkRoutes('feedback', routesOf(heard))).not.toThrow();
  });

  it('may not miss one, nor handle what is not theirs', () => {
    const [first = '', ...rest] = heard;
    const own = 'huiliu.feedback.v1.SurveySent';
    expect(() => checkRoutes('feedback', routesOf(rest))).toThrow(`feedback: handlers and contracts differ: ${first} has no handler`);
    expect(() => checkRoutes('feedback', routesOf([...heard, own]))).toThrow(`feedback: handlers and contracts differ: ${own} is handled, but its contract does not name feedback in heard_by`);
  });

  it('of whoever stands for outside systems are those of what they hear, and may be more', () => {
    const toCarrier = [...registry.values()].filter(({ heardBy }) => heardBy.includes('carrier')).map(({ type }) => type);
    expect(toCarrier.length).toBeGreaterThan(1);
    expect(() => checkRoutes('bridge', routesOf([...toCarrier, ...heard]), ['carrier'])).not.toThrow();
    expect(() => checkRoutes('bridge', routesOf(toCarrier.slice(1)), ['carrier'])).toThrow(`${toCarrier[0]} has no handler`);
  });

  it('find the contract of a type, whoever hears it', () => {
    expect(contractOf('huiliu.feedback.v1.SurveySent')?.name).toBe('SurveySent');
    expect(contractOf('huiliu.feedback.v9.SurveyDreamt')).toBeUndefined();
  });
});
