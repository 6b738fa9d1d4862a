import { createClient, type ServiceClient, type ServiceContract, type ServiceMethods } from '@huiliu/contracts';
import { fromGrpcError, HuiliuError } from '@huiliu/platform';

/** A gRPC client whose failed calls reject with the error that the department meant. */
export function departmentClient<Methods extends ServiceMethods<Methods>>(service: ServiceContract<Methods>, address: string): ServiceClient<Methods> {
  // Longer than the production's: a busy machine is no failure.
  const client = createClient(service, address, { deadlineMs: 30_000 });
  const calls = Object.keys(service.methods).map((name) => [name, asMeant(client[name as keyof Methods])]);
  return { ...Object.fromEntries(calls), close: () => client.close() } as ServiceClient<Methods>;
}

const asMeant =
  <Parameters extends readonly unknown[], Answer>(call: (...parameters: Parameters) => Promise<Answer>) =>
  async (...parameters: Parameters): Promise<Answer> => {
    try {
      return await call(...parameters);
    } catch (error) {
      throw fromGrpcError(error);
    }
  };

/** Kind and code of the error that a call ends with, as `CONFLICT TASK_TAKEN`. */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'no error';
  } catch (error) {
    if (error instanceof HuiliuError) return `${error.kind} ${error.code}`;
    throw error;
  }
}
