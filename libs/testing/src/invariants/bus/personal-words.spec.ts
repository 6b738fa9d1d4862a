import { PersonalWords } from './personal-words';

const words = new PersonalWords([
  { kind: 'name', text: 'Ada Abbott' },
  { kind: 'name', text: '王小明' },
  { kind: 'phone', text: '+44 7700 900123' },
  { kind: 'email', text: 'customer-17@shop.invalid' },
  { kind: 'address', text: '12 Mill Lane\nLondon' },
  { kind: 'address', text: '' },
  { kind: 'name', text: 'Li' },
]);

describe('personal data in a text', () => {
  it.each([
    ['name', '{"note":"ask ada abbott first"}'],
    ['name', '{"note":"联系王小明吧"}'],
    ['phone', 'call +44 7700 900123'],
    ['phone', '{"tel":"447700900123"}'],
    ['email', '{"to":"CUSTOMER-17@SHOP.INVALID"}'],
    ['address', JSON.stringify({ to: '12 Mill Lane\nLondon, 3rd floor' })],
  ])('finds the %s in %s', (kind, text) => {
    expect(words.find(text)).toBe(kind);
  });

  it.each(['{"customerId":"17"}', '{"name":"Ada","other":"Abbott"}', 'customer-18@shop.invalid', 'Mill Lane 12', '王小二', 'Li', '', '{"amountMinor":"900123"}'])('finds nothing in %s', (text) => {
    expect(words.find(text)).toBeUndefined();
  });

  it('finds nothing where nobody is known', () => {
    expect(new PersonalWords([]).find('Ada Abbott')).toBeUndefined();
  });
});
