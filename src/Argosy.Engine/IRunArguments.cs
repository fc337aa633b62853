namespace Argosy.Engine;

/// <summary>The command line's arguments of the form <c>--name=value</c>.</summary>
internal interface IRunArguments
{
    bool Has(string name);

    /// <summary>The argument's values in order; empty if it wasn't given.</summary>
    ICollection<string> ValuesOf(string name);
}
