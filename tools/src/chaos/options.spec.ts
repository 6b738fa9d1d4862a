import { UsageError } from '../once-options';
import { chaosHelp, chaosOptions, type ChaosOptions } from './options';
import { faultNames, possibleOn } from './kinds';

function optionsOf(...args: string[]): ChaosOptions {
  const command = chaosOptions(args);
  if (command.mode !== 'chaos') throw new Error(`read as ${command.mode}`);
  return command.options;
}

describe('the command line of chaos', () => {
  it('has a default for everything, with all faults that are possible', () => {
    expect(optionsOf()).toEqual({ bus: 'embedded', cases: 300, seconds: 60, seed: 1, mix: 'everyday', instances: 2, doors: 'bus', stallSeconds: 90, keep: false, json: false, poison: true, faults: possibleOn({ bus: 'embedded', instances: 2 }) });
    expect(optionsOf('--bus', 'kafka', '--faults', 'all').faults).toEqual(faultNames);
  });

  it('takes a list of faults, poison among them', () => {
    expect(optionsOf('--faults', 'postgres-kill, kill-service')).toMatchObject({ faults: ['kill-service', 'postgres-kill'], poison: false });
    expect(optionsOf('--faults', 'poison')).toMatchObject({ faults: [], poison: true });
    expect(optionsOf('--faults', 'none')).toMatchObject({ faults: [], poison: false });
  });

  it.each([
    [['--faults', 'kill-servce'], /kill-servce/],
    [['--faults', ''], /not nothing/],
    [['--faults', 'kafka-leader-killed'], /not with 2 instances on the bus embedded/],
    [['--faults', 'rebalance', '--instances', '1'], /one instance/],
    [['--bus', 'rabbit'], /embedded or kafka/],
    [['--cases', '0'], /--cases/],
    [['--mix', 'parcel.lots=0.5'], /--mix parcel.lots=0.5: parcel has no branch lots, but arrives/],
    [['--speed', '1'], /speed/],
  ])('refuses %j and says why', (args, why) => {
    expect(() => chaosOptions(args)).toThrow(UsageError);
    expect(() => chaosOptions(args)).toThrow(why);
  });

  it('plants faults, or helps', () => {
    expect(chaosOptions(['--planted', '--json'])).toEqual({ mode: 'planted', json: true });
    expect(chaosOptions(['-h'])).toEqual({ mode: 'help' });
  });

  it('lists every fault in its help, one line each', () => {
    for (const name of [...faultNames, 'poison']) expect(chaosHelp.split('\n').filter((line) => line.startsWith(`  ${name} `))).toHaveLength(1);
  });
});
