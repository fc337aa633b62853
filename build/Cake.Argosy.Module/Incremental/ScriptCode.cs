using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Scripting.Analysis;
using Cake.Core.Scripting.Processors.Loading;

namespace Cake.Argosy.Module.Incremental;

/// <summary>Cake's own script reader, which also keeps its result: every line that runs, from any directive and any
/// source, and every assembly and package that the script refers to.</summary>
internal sealed class ScriptCode(
    IFileSystem files, ICakeEnvironment environment, ICakeLog log, IEnumerable<ILoadDirectiveProvider> providers) : IScriptAnalyzer
{
    private readonly ScriptAnalyzer _analyzer = new(files, environment, log, providers);

    /// <summary>The result; null before a script was read, or if tasks come from an assembly.</summary>
    public ScriptAnalyzerResult? Read { get; private set; }

    /// <inheritdoc />
    public ScriptAnalyzerResult Analyze(FilePath path, ScriptAnalyzerSettings settings)
    {
        var result = _analyzer.Analyze(path, settings);
        // The first reading, only for modules, doesn't follow loaded scripts.
        if (settings.Mode == ScriptAnalyzerMode.Everything) Read = result;
        return result;
    }
}
