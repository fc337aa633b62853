using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Ownership;

public sealed partial class OutputOwnership
{
    // Before any claim: what a killed build was making when it ended.
    private void Recover()
    {
        lock (_lock)
        {
            if (_heartbeat is not null) return;
            Directory.CreateDirectory($"{_root}/{LedgerFolder}");
            var lastAlive = Heartbeat.LastOf($"{_root}/{HeartbeatFile}");
            foreach (var busy in _ledger.Busy())
            {
                OutputSurvey.RefuseLinks(_root, busy.Outputs);
                Recover(busy, lastAlive);
            }

            _everything = new(_ledger.All);
            _heartbeat = Heartbeat.Begin($"{_root}/{HeartbeatFile}");
        }
    }

    // From its claim to the build's end the task owned its outputs, and everything before that belonged
    // to a build, too.
    private void Recover(OutputRecord busy, long lastAlive)
    {
        var before = _ledger.TryFind(busy.Task);
        var own = new OwnEntries(_root, before, _everything, _isStored);
        var contents = before?.Entries.ToDictionary(e => e.Path, e => e.Content, StringComparer.Ordinal);
        var found = OutputSurvey.Of(_root, busy.Outputs);
        var entries = Entries(found, null);
        for (var i = 0; i < entries.Count; i++)
        {
            var status = entries[i].Status;
            // The clock of file systems lags behind the processor's by up to a tick.
            if (status.IsFolder
                || (status.Changed >= busy.Taken - OwnedEntry.TickOf(status) && status.Changed <= lastAlive))
                continue;
            // A file that was moved after the kill is still the same file as a blob of the cache.
            var isOwn = own.Judge(found[i], mayBeStored: status.Changed <= lastAlive) == Verdict.Own;
            entries[i] = isOwn
                ? entries[i] with { Content = contents?.GetValueOrDefault(entries[i].Path) }
                : entries[i] with { IsDoubtful = true };
        }

        _ledger.End(new(busy.Task, busy.Outputs, FileClock.Now(), null, entries));
    }
}
