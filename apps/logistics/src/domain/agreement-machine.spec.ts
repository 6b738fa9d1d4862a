import { faultsOf } from '@huiliu/kernel';
import { agreementMachine } from './agreement-machine';

it('the state machine of an agreement to cancel in transit is sound', () => {
  expect(faultsOf(agreementMachine)).toEqual([]);
});
