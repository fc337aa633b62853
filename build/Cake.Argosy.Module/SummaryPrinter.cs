using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Argosy.Module;

/// <summary>Replaces Cake's report: the engine has already printed its own table; steps go to the task's log.</summary>
internal sealed class SummaryPrinter(IConsole console) : ICakeReportPrinter
{
    public void Write(CakeReport report)
    {
        // The table has been printed, also for a failed run, for which Cake prints no report.
    }

    public void WriteLifeCycleStep(string name, Verbosity verbosity)
    {
        if (verbosity > Verbosity.Normal) console.WriteLine($"== {name}");
    }

    public void WriteStep(string name, Verbosity verbosity)
    {
        if (verbosity > Verbosity.Normal) console.WriteLine($"== {name}");
    }

    public void WriteSkippedStep(string name, Verbosity verbosity)
    {
        if (verbosity > Verbosity.Normal) console.WriteLine($"== skipped: {name}");
    }
}
