import { channelTarget } from './client';

describe('a gRPC address', () => {
  it.each([
    ['127.0.0.1:5001', 'ipv4:127.0.0.1:5001'],
    ['localhost:5001', 'ipv4:127.0.0.1:5001'],
    ['127.0.0.1:5001, 127.0.0.1:5002', 'ipv4:127.0.0.1:5001,127.0.0.1:5002'],
    ['intake:5001', 'dns:///intake:5001'],
  ])('%s becomes %s', (address, target) => expect(channelTarget(address)).toBe(target));

  it.each(['', 'intake', 'intake:http', 'http://intake:5001', ','])('%p is refused with what to give instead', (address) => {
    expect(() => channelTarget(address)).toThrow('give host:port');
  });

  it('can’t be several host names, which grpc-js would take for one', () => {
    expect(() => channelTarget('intake-1:5001,intake-2:5001')).toThrow('several addresses must be IPv4');
  });
});
