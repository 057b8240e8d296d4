import { expect, it } from 'vitest';
import { catalogue } from '../../../../src/catalogue.ts';
import { exploring } from '../../../../src/explore/explore.ts';
import { cli } from '../../../cli/harness.ts';

it('a role writes its own cells and its channels; who reads what of others is in the header of the model', async () => {
  const world = { columns: 120 };
  const { stdout } = await cli('show k2/schema --bounds crash', world, { catalogue, exploring });
  expect(stdout).toMatchSnapshot();
});
