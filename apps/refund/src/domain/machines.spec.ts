import { faultsOf, step } from '@huiliu/kernel';
import { topUpMachine, type TopUpAction, type TopUpStatus } from './top-up';

it('what is paid on top is paid or closed in the end, by the provider\'s word alone, whatever became of its exchange', () => {
  expect(faultsOf(topUpMachine)).toEqual([]);
  const to = (status: TopUpStatus, action: TopUpAction): string | undefined => {
    const moved = step(topUpMachine, status, action);
    return moved.ok ? moved.value : undefined;
  };
  expect((['asked', 'open', 'closing'] as const).map((status) => (['show', 'pay', 'close', 'call_off'] as const).map((action) => to(status, action)))).toEqual([
    ['open', 'paid', 'closed', 'closing'],
    [undefined, 'paid', 'closed', 'closing'],
    [undefined, 'paid', 'closed', undefined],
  ]);
});
