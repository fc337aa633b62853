namespace Argosy.Artifacts.Actions;

/// <summary>One of the fields that determine a task's result.</summary>
/// <param name="Kind">One of the constants of <see cref="FieldKind"/>.</param>
/// <param name="Name">A file's path, a variable's name, and so on.</param>
/// <param name="Value">A digest or a text.</param>
public readonly record struct ActionField(string Kind, string Name, string Value);

/// <summary>The kinds of fields, as the canonical form writes them.</summary>
public static class FieldKind
{
    /// <summary>The task's name.</summary>
    public const string Task = "task";

    /// <summary>The operating system and architecture that it runs on.</summary>
    public const string Platform = "platform";

    /// <summary>The digest of the assemblies and scripts that run it.</summary>
    public const string Code = "code";

    /// <summary>A declared command-line argument, as the digest of its values: they may be secrets.</summary>
    public const string Argument = "argument";

    /// <summary>A declared environment variable, as the digest of its value, which may be a secret.</summary>
    public const string Variable = "variable";

    /// <summary>A declared value, named by its index.</summary>
    public const string Value = "value";

    /// <summary>A tool that it uses.</summary>
    public const string Tool = "tool";

    /// <summary>A file that it reads, by content.</summary>
    public const string Input = "input";

    /// <summary>An executable file that it reads, by content.</summary>
    public const string Program = "program";

    /// <summary>A link without a target file, by the digest of its text.</summary>
    public const string Link = "link";

    /// <summary>All files that it reads, if they are many: the digest of their <see cref="InputTree"/>.</summary>
    public const string Inputs = "inputs";

    /// <summary>A predecessor, by its results.</summary>
    public const string Dependency = "after";
}
