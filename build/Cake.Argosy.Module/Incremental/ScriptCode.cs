using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Scripting.Analysis;
using Cake.Core.Scripting.Processors.Loading;

namespace Cake.Argosy.Module.Incremental;

/// <summary>Cake's own reader of scripts, which also remembers what it read: every line that runs, whichever directive in
/// whichever spelling loaded it, from wherever, and every assembly and package that the script refers to.</summary>
internal sealed class ScriptCode(
    IFileSystem files, ICakeEnvironment environment, ICakeLog log, IEnumerable<ILoadDirectiveProvider> providers) : IScriptAnalyzer
{
    private readonly ScriptAnalyzer _analyzer = new(files, environment, log, providers);

    /// <summary>What was read; null before a script was, or where tasks come from an assembly.</summary>
    public ScriptAnalyzerResult? Read { get; private set; }

    /// <inheritdoc />
    public ScriptAnalyzerResult Analyze(FilePath path, ScriptAnalyzerSettings settings)
    {
        var result = _analyzer.Analyze(path, settings);
        // The first reading, for modules alone, doesn't follow what is loaded.
        if (settings.Mode == ScriptAnalyzerMode.Everything) Read = result;
        return result;
    }
}
