import type { RunOptions } from '../api/jobs.ts';
import { Icon } from '../parts/Icon.tsx';

type Props = { options: RunOptions; set: (options: RunOptions) => void };

const localTime = (moment: string | undefined): string => {
  if (!moment) return '';
  const at = new Date(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

/** What is said of a run beside its params. */
export function OptionsBox({ options, set }: Props) {
  const summary = [
    options.runAt ? localTime(options.runAt).replace('T', ' ') : 'now',
    options.priority ? `priority ${options.priority}` : '',
    options.tags?.length ? options.tags.join(', ') : '',
  ];
  return (
    <details class="grp">
      <summary>
        <span class="tw">
          <Icon name="open" />
        </span>
        Run options
        <span class="grow" />
        <span class="faint small ell">{summary.filter(Boolean).join(' · ')}</span>
      </summary>
      <div class="gb">
        <div class="grid2">
          <div class="fld">
            <label class="lb" for="option-start">
              Start
            </label>
            <input
              id="option-start"
              type="datetime-local"
              value={localTime(options.runAt)}
              onInput={(event) => {
                const picked = event.currentTarget.value;
                set({ ...options, runAt: picked ? new Date(picked).toISOString() : undefined });
              }}
            />
          </div>
          <div class="fld">
            <label class="lb" for="option-priority">
              Priority
            </label>
            <input
              id="option-priority"
              type="number"
              placeholder="as the job says"
              value={options.priority ?? ''}
              onInput={(event) => set({ ...options, priority: event.currentTarget.value || undefined })}
            />
          </div>
        </div>
        <div class="fld">
          <label class="lb" for="option-description">
            Description
          </label>
          <input
            id="option-description"
            type="text"
            value={options.description ?? ''}
            onInput={(event) => set({ ...options, description: event.currentTarget.value || undefined })}
          />
        </div>
        <div class="fld">
          <label class="lb" for="option-tags">
            Tags
          </label>
          <input
            id="option-tags"
            type="text"
            class="mono"
            placeholder="stage:child, team:billing"
            value={options.tags?.join(', ') ?? ''}
            onChange={(event) =>
              set({
                ...options,
                tags: event.currentTarget.value
                  .split(',')
                  .map((tag) => tag.trim())
                  .filter(Boolean),
              })
            }
          />
        </div>
      </div>
    </details>
  );
}
