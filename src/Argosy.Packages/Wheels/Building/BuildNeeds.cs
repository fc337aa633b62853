using System.Text.Json;
using Argosy.Packages.Wheels.Definition;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Packages.Wheels.Building;

/// <summary>What a project's build asks for, as its <c>pyproject.toml</c> says, beside what a root has.</summary>
/// <param name="Backend">The backend's module, such as <c>setuptools.build_meta</c>.</param>
/// <param name="Missing">Normalised names of requirements that the root doesn't meet.</param>
/// <param name="Other">Requirements of another version than the root has, one phrase each. Distributions build with
/// what
/// they have, so these are no errors.</param>
internal sealed record BuildNeeds(string Backend, IReadOnlyList<string> Missing, IReadOnlyList<string> Other)
{
    private const int MaxLength = 100_000;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>The backend's name in records: a project's usual name of it.</summary>
    public string BackendName => Backend.Split('.')[0] switch
    {
        "mesonpy" => "meson-python",
        "poetry" => "poetry-core",
        var module => module.Replace('_', '-'),
    };

    /// <summary>Reads the output of <c>inspect_build.py</c>. Error ARG0560 if the project says nothing
    /// usable.</summary>
    public static BuildNeeds Read(WheelRequest request, CommandResult result)
    {
        var line = result.Output.TrimEnd().Split('\n')[^1];
        if (!result.Succeeded || line.Length > MaxLength) throw Unusable(request, result.Tail(3));
        try
        {
            return JsonSerializer.Deserialize<BuildNeeds>(line, s_json) ?? throw Unusable(request, line);
        }
        catch (JsonException e)
        {
            throw Unusable(request, e.Message);
        }
    }

    /// <summary>Error ARG0560 for requirements that neither the root nor a program meets, once for each.</summary>
    public void Demand(WheelRequest request, BuildBackends table)
    {
        var unmet = Missing.Where(name => table.ProgramOf(name) is null).ToList();
        if (unmet.Count == 0) return;
        throw new ArgosyException([.. unmet.Select(name => new Diagnostic("ARG0560", request.Place,
            $"its build requires '{name}', and the build root of {request.Platform.Distribution} doesn't have it",
            $"Add its Debian package, such as {table.PackageOf(name)}, to the package's 'build-packages:' in "
            + $"{WheelSet.FileName}."))]);
    }

    /// <summary>The programs of the machine that the build starts.</summary>
    public IEnumerable<string> Tools(BuildBackends table) =>
        table.ToolsOf(Backend).Concat(Missing.Select(table.ProgramOf).OfType<string>()).Distinct();

    private static ArgosyException Unusable(WheelRequest request, string cause) => new(new Diagnostic(
        "ARG0560", request.Place, $"its build can't be prepared: {cause.Trim()}",
        "Name the folder of its project under 'subdirectory:', or another version or source of it."));
}
