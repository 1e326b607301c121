import { beforeAll, describe, expect, test } from 'vitest';
import { makePythonSdk } from '../../../testing/python.js';
import type { Sdk } from '../../../testing/sdk.js';
import { typesSpec } from '../../../testing/specs/types.js';

let sdk: Sdk;
const shared = (name: string): string => sdk.text(`src/acme/types/shared/${name}.py`);
const params = (name: string): string => sdk.text(`src/acme/types/${name}.py`);

beforeAll(async () => {
  sdk = await makePythonSdk({ spec: typesSpec });
});

describe('types', () => {
  test('are models with the names of Python and the aliases of the wire', () => {
    expect(shared('circle')).toContain('class Circle(BaseModel):\n    kind: Literal["circle"]\n\n    radius: float\n\n    center: Optional[Pair] = None\n\n    made_at: Optional[datetime] = Field(alias="madeAt", default=None)');
  });

  test('are unions by their discriminator', () => {
    expect(shared('shape')).toContain('Annotated[Union[Circle, Square], PropertyInfo(discriminator="kind")]');
  });

  test('are tuples of fixed length', () => {
    expect(shared('pair')).toContain('Pair: TypeAlias = Tuple[float, str]');
  });

  test('that lead back to themselves are looked up when they are used', () => {
    expect(shared('json')).toContain('JSON = TypeAliasType("JSON", "Union[str, float, bool, List[Optional[JSON]], Dict[str, Optional[JSON]]]")');
  });

  test('keep members of the type that the document gives to all others', () => {
    expect(shared('record')).toContain('__pydantic_extra__: Dict[str, int]');
    expect(shared('record')).toContain('def __getattr__(self, name: str) -> int: ...');
  });

  test('of arguments leave out what a server sets, and of results what a client sends', () => {
    const folder = sdk.files.map(({ path }) => path).filter((path) => path.includes('types/shared_params/'));
    expect(folder).toContain('src/acme/types/shared_params/circle.py');
    expect(sdk.text('src/acme/types/shared_params/circle.py')).not.toContain('made_at');
    expect(sdk.text('src/acme/types/shared_params/square.py')).toContain('secret: str');
    expect(shared('square')).not.toContain('secret');
  });

  test('of a call that can stream come in two forms', () => {
    const text = params('event_create_params');
    expect(text).toContain('class EventCreateParamsNonStreaming(EventCreateParamsBase, total=False):\n    stream: Literal[False]');
    expect(text).toContain('class EventCreateParamsStreaming(EventCreateParamsBase, total=False):\n    stream: Required[Literal[True]]');
  });
});

describe('methods', () => {
  test('mark files, styles and optional bodies', () => {
    expect(sdk.text('src/acme/resources/shapes/image.py')).toContain('files=("file", "parts")');
    expect(sdk.text('src/acme/resources/shapes/shapes.py')).toContain('styles={"filter": {"style": "deepObject"}, "ids": {"explode": False}}');
  });

  test('that are deprecated say so', () => {
    expect(sdk.text('src/acme/resources/shapes/shapes.py')).toContain('    @deprecated("This operation is deprecated.")\n    def update(');
  });
});
