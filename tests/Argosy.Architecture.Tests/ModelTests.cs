using Argosy.Architecture.Tests.Sources;
using Argosy.Platforms;
using Argosy.Platforms.Items;

namespace Argosy.Architecture.Tests;

/// <summary>The model defines this repository's products: neither the graph nor a room names them, so both work for
/// any project.</summary>
public sealed class ModelTests
{
    private static readonly Model s_model = Model.Load(Repository.At(Model.FileName));

    // The runtime is excluded: it is a product.
    private static readonly List<CSharpSources.Literal> s_literals = [.. CSharpSources.Literals
        .Where(l => !l.File.StartsWith("build/Tasks/", StringComparison.Ordinal)
            && !l.File.StartsWith("runtime/", StringComparison.Ordinal))];

    // Its own packages have the build system's own names, which its code is full of.
    private static IEnumerable<DotnetItem> Dotnet =>
        s_model.Dotnet.Where(i => i.Project.StartsWith("runtime/", StringComparison.Ordinal));

    // Paths, packages, programs and libraries, which other texts don't contain by chance.
    private static IEnumerable<string> Spelled =>
    [
        .. s_model.Native.SelectMany(n => n.Installs.Select(Path.GetFileNameWithoutExtension).Append(n.Source))
            .OfType<string>().Where(n => n.Length > 6),
        .. Dotnet.SelectMany(OfDotnet),
    ];

    [Fact]
    public void No_room_and_no_task_of_any_project_spells_what_this_one_builds() =>
        s_literals.Where(l => Spelled.Any(s => l.Text.Contains(s, StringComparison.OrdinalIgnoreCase)))
            .Select(l => l.ToString()).ShouldBeEmpty();

    [Fact]
    public void Nor_is_an_item_asked_for_by_its_name()
    {
        var names = s_model.Native.Select(n => n.Name).Concat(Dotnet.Select(d => d.Name))
            .ToHashSet(StringComparer.Ordinal);
        s_literals.Where(l => l.File.StartsWith("build/", StringComparison.Ordinal) && names.Contains(l.Text))
            .Select(l => l.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public void The_model_describes_what_is_looked_for() =>
        Spelled.ShouldContain(s => s.StartsWith("runtime/", StringComparison.Ordinal));

    private static IEnumerable<string> OfDotnet(DotnetItem item) => ((string?[])
    [
        item.Project,
        item.Package?.Id,
        item.Package?.Tool?.Command,
        item.SelfTest?.Program,
        item.SelfTest?.Library?.File,
        item.SelfTest?.Library?.Variable,
    ]).OfType<string>();
}
