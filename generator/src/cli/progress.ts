import type { ProgressEvent, Stage } from '../generate/options.js';
import { milliseconds } from './summary.js';
import type { Terminal } from './terminal.js';

const doing: Record<Stage, string> = {
  load: 'Reading the document',
  resolve: 'Following references',
  validate: 'Checking the document',
  model: 'Working out the API',
  plan: 'Planning files',
  render: 'Writing code',
  write: 'Comparing and writing files',
};

/** Shows the stage of a run on one line, while someone watches. */
export function showProgress(terminal: Terminal): (event: ProgressEvent) => void {
  let total = 0;
  return (event) => {
    if (event.state === 'end') total += event.ms;
    else {
      const time = milliseconds(total);
      // A line that wraps could not be taken back.
      const room = Math.max(0, terminal.width - time.length - 6);
      terminal.live(`${terminal.style.cyan('●')} ${doing[event.stage].slice(0, room)} … ${terminal.style.dim(time)}`);
    }
  };
}
