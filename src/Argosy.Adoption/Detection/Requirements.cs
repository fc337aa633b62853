using Argosy.Adoption.Sources;

namespace Argosy.Adoption.Detection;

/// <summary>Collects what a native project needs, each once, with its first place.</summary>
internal sealed class Requirements
{
    private readonly List<Guess> _packages = [];
    private readonly List<Guess> _tools = [];
    private readonly List<string> _remarks = [];

    /// <summary>Debian packages, sorted by name.</summary>
    public IReadOnlyList<Guess> Packages => [.. _packages.OrderBy(p => p.Value, StringComparer.Ordinal)];

    /// <summary>Programs, sorted by name.</summary>
    public IReadOnlyList<Guess> Tools => [.. _tools.OrderBy(t => t.Value, StringComparer.Ordinal)];

    /// <summary>What has no known package.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>A name of find_package.</summary>
    public void FindPackage(string name, string place)
    {
        if (DebianNames.ProgramOf(name) is { } program) Tool(program, place);
        else Library(DebianNames.OfPackage(name), name, $"find_package({name})", place);
    }

    /// <summary>A module of pkg-config.</summary>
    public void Module(string name, string place)
    {
        Tool("pkg-config", place);
        Library(DebianNames.OfModule(name), name, $"the pkg-config module {name}", place);
    }

    /// <summary>A dependency of meson, which looks for it by pkg-config and then by CMake.</summary>
    public void Dependency(string name, string place)
    {
        if (DebianNames.IsPresent(name)) return;
        Tool("pkg-config", place);
        Library(DebianNames.OfModule(name) ?? DebianNames.OfPackage(name), name, $"dependency('{name}')", place);
    }

    /// <summary>A library as the linker names it. An unknown one says nothing: most are optional.</summary>
    public void LinkedLibrary(string name, string place)
    {
        if (DebianNames.OfLibrary(name) is { } package) Package(package, place);
    }

    /// <summary>A program that is searched for.</summary>
    public void Program(string name, string place)
    {
        if (DebianNames.Program(name) is { } program) Tool(program, place);
    }

    /// <summary>A Debian package.</summary>
    public void Package(string name, string place)
    {
        if (_packages.All(p => p.Value != name)) _packages.Add(new(name, place));
    }

    /// <summary>A remark.</summary>
    public void Remark(string text)
    {
        if (!_remarks.Contains(text)) _remarks.Add(text);
    }

    private void Library(string? package, string name, string what, string place)
    {
        if (package is not null) Package(package, place);
        else if (!DebianNames.IsPresent(name))
            Remark($"{what} in {place} has no Debian package in argosy's table: add its -dev package if it is needed");
    }

    private void Tool(string program, string place)
    {
        if (_tools.All(t => t.Value != program)) _tools.Add(new(program, place));
    }
}
