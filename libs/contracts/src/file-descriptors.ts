import { toBinary, type DescFile } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt';
import type { ServiceContract } from './service';

/** The proto files of these services and of everything they import, as encoded FileDescriptorProtos: what server reflection tells. */
export function fileDescriptors(services: readonly ServiceContract[]): Buffer[] {
  const files = new Map<string, DescFile>();
  const add = (file: DescFile): void => {
    if (files.has(file.name)) return;
    files.set(file.name, file);
    file.dependencies.forEach(add);
  };
  for (const { methods } of services) for (const { input, output } of Object.values(methods)) for (const { file } of [input, output]) add(file);
  return [...files.values()].map((file) => Buffer.from(toBinary(FileDescriptorProtoSchema, file.proto)));
}
