import type { Machine } from '@huiliu/kernel';

export type ReservationStatus = 'asked' | 'waiting' | 'out_of_stock' | 'reserved' | 'picking' | 'picked' | 'released';
export type ReservationAction = 'reserve' | 'find_none' | 'wait' | 'ask_again' | 'choose_variant' | 'order' | 'pick' | 'send_again' | 'release';

/**
 * Units that are to go to a customer. The WMS is the master of sellable stock: it is asked, and what it answers is believed. Where there is none the customer chooses; who waits is asked for again day
 * by day. Only logistics calls a reservation off, and only before it has ordered it to be sent.
 */
export const reservationMachine: Machine<ReservationStatus, ReservationAction> = {
  name: 'reservation',
  initial: 'asked',
  final: ['released'],
  moves: {
    asked: { reserve: { to: 'reserved', actor: 'wms' }, wait: { to: 'waiting', actor: 'wms' }, find_none: { to: 'out_of_stock', actor: 'wms' }, release: { to: 'released', actor: 'logistics' } },
    waiting: { ask_again: { to: 'asked', actor: 'clock' }, release: { to: 'released', actor: 'logistics' } },
    out_of_stock: { wait: { to: 'waiting', actor: 'customer' }, choose_variant: { to: 'asked', actor: 'customer' }, release: { to: 'released', actor: 'logistics' } },
    reserved: { order: { to: 'picking', actor: 'logistics' }, release: { to: 'released', actor: 'logistics' } },
    picking: { pick: { to: 'picked', actor: 'wms' } },
    // What the carrier loses is asked for once more.
    picked: { send_again: { to: 'asked', actor: 'logistics' } },
    released: {},
  },
};
