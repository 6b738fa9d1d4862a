import type { ChildSpec } from '../child';
import { fair, Proxy, type Weather } from './proxy';

interface Link {
  readonly proxy: Proxy;
  /** Where a proxy is shared: whose connections are meant. */
  readonly client?: string;
}

/** Proxies between every process and what it reaches, by names such as `refund-1→postgres`, `gateway→review-2`, `intake-1→kafka`. */
export class Network {
  private readonly links = new Map<string, Link>();
  private readonly brokers = new Map<number, Proxy>();
  private readonly proxies: Proxy[] = [];

  /** @param enabled without it every process reaches the others directly, and there are no links */
  constructor(private readonly enabled: boolean) {}

  /** To be told to a process instead of the addresses themselves. */
  async adjust(spec: ChildSpec): Promise<ChildSpec> {
    if (!this.enabled) return spec;
    const env = { ...spec.env };
    const { name } = spec;
    for (const [variable, target] of [['DATABASE_URL', 'postgres'], ['HUILIU_BUS_DATABASE_URL', 'bus'], ['HUILIU_PAYMENT_PROVIDER_URL', 'payments']] as const) {
      const url = env[variable];
      if (url !== undefined) env[variable] = await this.urlThrough(`${name}→${target}`, url);
    }
    for (const [variable, addresses] of Object.entries(env)) {
      const department = /^HUILIU_([A-Z]+)_GRPC$/.exec(variable)?.[1]?.toLowerCase();
      if (department !== undefined) env[variable] = await this.addressesThrough(name, department, addresses);
    }
    return { ...spec, env };
  }

  /** A proxy before a broker of Kafka: one for all clients, since brokers tell all clients the same address; who is who is in each request. */
  async beforeBroker(broker: number, address: string): Promise<string> {
    if (!this.enabled) return address;
    await this.brokers.get(broker)?.close();
    const proxy = await this.open(address, clientOfKafka);
    this.brokers.set(broker, proxy);
    return `127.0.0.1:${proxy.port}`;
  }

  setWeather(link: string, weather: Weather): void {
    for (const { proxy, client } of this.named(link)) proxy.setWeather(weather, client);
  }

  clear(link: string): void {
    this.setWeather(link, fair);
  }

  /** Half open. */
  forget(link: string): void {
    for (const { proxy, client } of this.named(link)) proxy.forget(client);
  }

  async close(): Promise<void> {
    await Promise.all(this.proxies.map((proxy) => proxy.close()));
  }

  private named(name: string): readonly Link[] {
    const [client, target] = name.split('→');
    if (target === 'kafka' && client !== undefined && this.brokers.size > 0) return [...this.brokers.values()].map((proxy) => ({ proxy, client }));
    const link = this.links.get(name);
    if (!link) throw new Error(`there is no link ${name}; there are ${[...this.links.keys()].join(', ')}`);
    return [link];
  }

  private async urlThrough(link: string, text: string): Promise<string> {
    const url = new URL(text);
    const proxy = await this.open(url.host);
    this.links.set(link, { proxy });
    url.host = `127.0.0.1:${proxy.port}`;
    // Without a path URL adds a slash, which a base address would then have twice.
    return url.href.replace(/\/$/, '');
  }

  /** Instances are numbered from 1, as in their names. */
  private async addressesThrough(client: string, department: string, addresses: string): Promise<string> {
    const all = addresses.split(',');
    const through = await Promise.all(
      all.map(async (address, index) => {
        const proxy = await this.open(address);
        this.links.set(`${client}→${all.length === 1 ? department : `${department}-${index + 1}`}`, { proxy });
        return `127.0.0.1:${proxy.port}`;
      }),
    );
    return through.join(',');
  }

  private async open(address: string, clientOf?: (firstBytes: Buffer) => string | undefined): Promise<Proxy> {
    const [host = '', port = ''] = address.split(':');
    const proxy = await Proxy.start({ host, port: Number(port), ...(clientOf && { clientOf }) });
    this.proxies.push(proxy);
    return proxy;
  }
}

/** The client id of Kafka's request header: size (4 bytes), API key and version (2 each), correlation id (4), then length (2) and text. */
export function clientOfKafka(request: Buffer): string | undefined {
  if (request.length < 14) return undefined;
  const length = request.readInt16BE(12);
  return length > 0 && request.length >= 14 + length ? request.toString('utf8', 14, 14 + length) : undefined;
}
