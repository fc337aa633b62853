using System.Text.RegularExpressions;
using Argosy.Engine.Incremental;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Scripting.Analysis;
using Cake.Core.Scripting.Processors.Loading;

namespace Cake.Argosy.Module;

/// <summary>Cake's own script reader, which also keeps its result: every line that runs, from any directive and any
/// source, and every assembly and package that the script refers to.</summary>
internal sealed partial class ScriptCode(
    IFileSystem files, ICakeEnvironment environment, ICakeLog log, IEnumerable<ILoadDirectiveProvider> providers)
        : IScriptAnalyzer
{
    private readonly ScriptAnalyzer _analyzer = new(files, environment, log, providers);
    private ScriptAnalyzerResult? _read;

    /// <summary>What determines a result: Cake's version, and the script if one was read.</summary>
    public CodeSources Sources => new(typeof(ICakeEngine).Assembly.GetName().Version!.ToString())
    {
        Lines = [.. _read?.Lines ?? []],
        Settings = _read is null ? [] :
        [
            ("define", [.. _read.Defines]),
            ("namespace", [.. _read.Namespaces]),
            ("alias", [.. _read.UsingAliases]),
            ("static", [.. _read.UsingStaticDirectives]),
            ("package", [.. _read.Addins.Concat(_read.Tools).Concat(_read.Modules).Select(p => p.OriginalString)]),
        ],
        References = _read is null ? [] : [.. _read.References],
    };

    /// <summary>The script does nothing but register the tasks of compiled code and run
    /// targets, or there is none.</summary>
    public bool IsBootstrap => _read is null || _read.Lines.All(l => Bootstrap().IsMatch(l));

    [GeneratedRegex("""^\s*(//.*|#.*|RegisterArgosyTasks\(Task, Teardown(, typeof\([\w.]+\))*\);|if \(Tasks\.Count == 0\) throw new CakeException\("[^"]*"\);|RunTargets\(Arguments\("target", "Default"\)\);)?\s*$""")]
    private static partial Regex Bootstrap();

    /// <inheritdoc />
    public ScriptAnalyzerResult Analyze(FilePath path, ScriptAnalyzerSettings settings)
    {
        var result = _analyzer.Analyze(path, settings);
        // The first reading, only for modules, doesn't follow loaded scripts.
        if (settings.Mode == ScriptAnalyzerMode.Everything) _read = result;
        return result;
    }
}
