import type { Operation } from '../../../ir/index.js';
import type { ApiContext } from '../context.js';
import { exampleCall } from '../examples.js';
import { operationsOf } from '../../../kit/walk.js';

/** The operations that README.md shows; undefined where the API has none of a kind. */
export interface ReadmePicks {
  readonly main: Operation | undefined;
  readonly streaming: Operation | undefined;
  readonly paging: Operation | undefined;
  readonly upload: Operation | undefined;
  readonly download: Operation | undefined;
}

/** Finds the operations of README.md. */
export function readmePicks(context: ApiContext): ReadmePicks {
  const { readme, root } = context.api;
  const all = operationsOf(root);
  const named = (id: string | undefined): Operation | undefined => all.find((operation) => operation.id === id);
  const sendsFile = (operation: Operation): boolean => exampleCall(operation, context).args.some((code) => code.includes('await toFile('));
  const upload = named(readme.upload);
  return {
    main: named(readme.headline ?? readme.default),
    streaming: named(readme.streaming),
    paging: named(readme.pagination),
    upload: upload !== undefined && sendsFile(upload) ? upload : all.find((each) => each.deprecated === false && sendsFile(each)),
    download: all.find(({ deprecated, result }) => deprecated === false && result.kind === 'binary'),
  };
}
