using Argosy.JobHealth.Reading;

namespace Argosy.Cli;

/// <summary>Reports the progress of a long reading on standard error: at the first page, and every tenth.</summary>
internal sealed class ReadingProgress(TextWriter error) : IProgress<ReadingSummary>
{
    private const int Every = 10;

    public void Report(ReadingSummary value)
    {
        if (value.Requests % Every == 1)
            error.WriteLine(
                $"{value.Requests} requests, {value.Builds} builds, back to {value.Back:yyyy-MM-dd HH:mm} UTC");
    }
}
