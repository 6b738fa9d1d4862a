import type { Machine } from '@huiliu/kernel';

export type AgreementStatus = 'asked' | 'agreed' | 'given_back' | 'declined';
export type AgreementAction = 'agree' | 'refuse' | 'expire' | 'overtake' | 'give_back';

/**
 * A wish to cancel a return whose parcel is on its way. A person agrees to have it brought back, or not; whoever has the parcel again has cancelled, agreed or not yet. One that is delivered or lost meanwhile, or is no longer
 * all there is of the return, has overtaken the wish, even if somebody had agreed: the case goes on as it was.
 */
export const agreementMachine: Machine<AgreementStatus, AgreementAction> = {
  name: 'agreement to cancel in transit',
  initial: 'asked',
  final: ['given_back', 'declined'],
  moves: {
    asked: {
      agree: { to: 'agreed', actor: 'logistics' },
      refuse: { to: 'declined', actor: 'logistics' },
      expire: { to: 'declined', actor: 'clock' },
      overtake: { to: 'declined', actor: 'carrier' },
      give_back: { to: 'given_back', actor: 'carrier' },
    },
    agreed: { overtake: { to: 'declined', actor: 'carrier' }, give_back: { to: 'given_back', actor: 'carrier' } },
    given_back: {},
    declined: {},
  },
};
