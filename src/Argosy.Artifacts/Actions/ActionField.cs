namespace Argosy.Artifacts.Actions;

/// <summary>One of the things that decide a task's result.</summary>
/// <param name="Kind">Which: the constants of <see cref="FieldKind"/>.</param>
/// <param name="Name">A file's path, a variable's name, and so on.</param>
/// <param name="Value">A digest or a text.</param>
public readonly record struct ActionField(string Kind, string Name, string Value);

/// <summary>The kinds of fields, as the canonical form writes them.</summary>
public static class FieldKind
{
    /// <summary>The task's name.</summary>
    public const string Task = "task";

    /// <summary>Operating system and architecture that it runs on.</summary>
    public const string Platform = "platform";

    /// <summary>The code that runs it: the digest of assemblies and scripts.</summary>
    public const string Code = "code";

    /// <summary>An argument of the command line that it declares, by the digest of its values: they may be secrets.</summary>
    public const string Argument = "argument";

    /// <summary>A variable of the environment that it declares, by the digest of its value, likewise.</summary>
    public const string Variable = "variable";

    /// <summary>A value that it declares, by its place among them.</summary>
    public const string Value = "value";

    /// <summary>A tool that it uses.</summary>
    public const string Tool = "tool";

    /// <summary>A file that it reads, by content.</summary>
    public const string Input = "input";

    /// <summary>The same, where the file may be executed.</summary>
    public const string Program = "program";

    /// <summary>A link that it reads and that leads to no file, by the digest of its text.</summary>
    public const string Link = "link";

    /// <summary>All files that it reads, where they are many: the digest of their <see cref="InputTree"/>.</summary>
    public const string Inputs = "inputs";

    /// <summary>What comes before it, by what that made.</summary>
    public const string Dependency = "after";
}
