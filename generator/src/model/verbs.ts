import { isPlural } from './inflect.js';

/** Words that name an action when they are the last segment of a path below a resource: `/jobs/{id}/cancel`. */
export const actions: ReadonlySet<string> = new Set(
  `abort anonymize ask attest barge borrow bump buy calculate coalesce combine configure crawl crop deallocate decommission decrement deduct defer delegate
  deprecate deprovision derive destroy detokenize disburse dispense divide donate downgrade earn embed enforce enrich erase escalate exclude expand explain expose flip
  forget forward impersonate increment inspect introspect lend mint mitigate moderate mount nudge obtain offboard onboard persist postpone preload prolong propose
  pseudonymize quarantine reactivate reallocate reassign reauthorize rebase rebind rebook recommend reconnect recreate recycle redo refinance refine regenerate
  reinvite remap remind reorganize repay reprice republish rerank rescind rescore reshare resync retag retrain retract rewind sanitize seek sell separate shrink
  solve strip summarize synthesize throttle tokenize transcode trim undelete undeploy undo unenroll unflag ungroup unlist unmark unmatch unmerge unmount unpair unpark
  unreserve unschedule unseal unset unshare untag unwrap wake wipe
  get hangup refer remix accept acknowledge ack activate add aggregate allocate analyze annotate append apply approve archive assign associate attach authenticate authorize
  autocomplete backup ban bulk cancel capture change check checkin checkout clean cleanup clear clone close commit compact compare
  complete compute confirm connect consume convert copy count create deactivate decline decode decrypt deduplicate delete deliver deny deploy detach detect disable discard
  disassociate disconnect dismiss dispatch distribute download drain drop duplicate edit eject enable encode encrypt end enqueue enroll estimate evaluate execute expire export
  extend extract fail failover fetch filter finalize find finish flush follow force fork freeze fulfill generate grant halt hide identify ignore import 
  ingest initialize initiate insert install instantiate interrupt invalidate invite invoke join kick kill launch leave like link list lock login logout lookup
  mark match merge migrate modify move mute notify open optimize pair park pause pay ping pin poll predict prepare preview
  prioritize process promote provision prune publish pull purge push put query read rebalance reboot rebuild recalculate receive recompute reconcile
  recover redact redeem redeliver redeploy redirect refresh refund register reindex reinstall reinstate reissue reject relay release reload remove rename render renew reopen reorder
  repair replace replay reply reprocess request rerequest rerun rescan reschedule resend reserve reset resign resize resolve respond restart restore resubmit resume retire retrieve
  retry return reveal reverse revert revoke rollback rotate run save scale scan search seal select send settle share show shutdown
  sign signal signin signout signup simulate skip snooze sort split standby star start stop submit subscribe suggest suspend swap switch sync synchronize takeover terminate test
  toggle touch train transcribe transfer transition translate trigger truncate unarchive unassign unban unblock unfollow unfreeze unhide uninstall unlike unlink unlock unmute
  unpause unpin unpublish unregister unsnooze unstack unstar unsubscribe unsuspend unwatch update upgrade upload upsert validate verify void wait warm watch withdraw write zip`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Verbs that never serve as the first part of a noun: `set-default-version` is an action, `check-runs` is not. */
export const strictVerbs: ReadonlySet<string> = new Set(
  `activate add apply approve assign attach authorize cancel clear complete confirm convert copy create deactivate decline delete detach disable dismiss download edit enable execute
  fetch find finish generate get insert install invalidate invite list lookup mark merge modify move publish put recalculate refresh regenerate reject remove rename render renew reorder replace resend
  reset resolve restart restore resume retrieve retry revoke rerun rotate run save send set start stop submit subscribe suspend sync terminate toggle transfer translate trigger unassign unlink unpublish
  unsubscribe update upload upsert validate verify withdraw`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Verbs that are no noun either: `generate-notes` is an action, `transfer-limits` is not. */
const pureVerbs: ReadonlySet<string> = new Set(
  'activate add approve assign convert create deactivate delete disable enable fetch find generate get list mark publish recalculate reject remove reorder rerun revoke send unassign validate verify'.split(
    ' ',
  ),
);

/** Actions that are natural with GET: the method takes their name as it is. */
export const readActions: ReadonlySet<string> = new Set(
  `aggregate autocomplete check compare compute count detect download estimate evaluate export fetch filter find generate get list lookup match ping poll preview predict query read render
  sample scan search show simulate suggest test track translate validate verify view wait watch retrieve`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Actions that are the client's own when they are all of a path: `POST /login` → `client.login()`. No nouns, which name resources. */
export const clientActions: ReadonlySet<string> = new Set(
  'authenticate authorize evaluate introspect login logout ping register revoke search signin signout signup translate validate verify'.split(' '),
);

/** What DELETE on an action's path undoes: `DELETE /gists/{id}/star` → `unstar`. */
export const inverse: ReadonlyMap<string, string> = new Map([
  ['star', 'unstar'],
  ['lock', 'unlock'],
  ['pin', 'unpin'],
  ['follow', 'unfollow'],
  ['like', 'unlike'],
  ['subscribe', 'unsubscribe'],
  ['mute', 'unmute'],
  ['watch', 'unwatch'],
  ['suspend', 'unsuspend'],
  ['enable', 'disable'],
  ['block', 'unblock'],
  ['ban', 'unban'],
  ['hide', 'unhide'],
  ['attach', 'detach'],
  ['assign', 'unassign'],
  ['link', 'unlink'],
  ['install', 'uninstall'],
  ['publish', 'unpublish'],
  ['join', 'leave'],
  ['register', 'unregister'],
]);

/** Adjectives that narrow the collection before them: `/gists/public` → `gists.list_public`, `/releases/latest` → `releases.retrieve_latest`. */
export const filters: ReadonlySet<string> = new Set(
  `active all archived available current deleted default enabled disabled expired featured free inactive latest me mine new newest next oldest own pending popular previous private public
  random recent recommended self starred suggested top trending unread upcoming`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Whether a path segment, as words, is an action on what stands before it. */
export function isAction(words: readonly string[]): boolean {
  const first = words[0] as string;
  if (words.length === 1) return actions.has(first);
  const second = words[1] as string;
  if (first === 'bulk' || first === 'batch' || first === 'async') return actions.has(second);
  if (strictVerbs.has(first)) return pureVerbs.has(first) || !isPlural(words[words.length - 1] as string);
  return words.length === 2 && actions.has(first) && ['async', 'all', 'now', 'upstream'].includes(second);
}
