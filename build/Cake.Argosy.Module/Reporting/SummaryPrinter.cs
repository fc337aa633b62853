using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Argosy.Module.Reporting;

/// <summary>Replaces Cake's report: the engine has printed its own table by then; steps go to the task's log.</summary>
internal sealed class SummaryPrinter(IConsole console) : ICakeReportPrinter
{
    public void Write(CakeReport report)
    {
        // The table has been printed, also when the run failed, which Cake's report never is.
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
