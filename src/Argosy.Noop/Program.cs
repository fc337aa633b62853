using Argosy.Artifacts.Snapshots;

namespace Argosy.Noop;

/// <summary>argosy-noop: prints what the last run without work printed, if this one would be the same; run in the
/// project's folder, with the arguments that Cake would get.</summary>
internal static class Program
{
    private const int NothingToDo = 0;
    private const int NotCertain = 3;

    /// <summary>Says nothing if it isn't certain, whatever the reason: the build itself knows it.</summary>
    public static int Main(string[] args)
    {
        try
        {
            if (ProjectState.TryFindSame(Environment.CurrentDirectory, args, ProcessEnvironment.Read()) is not { } last)
                return NotCertain;
            using var output = Console.OpenStandardOutput();
            output.Write(last.Text.Span);
            return NothingToDo;
        }
        catch (Exception)
        {
            return NotCertain;
        }
    }
}
