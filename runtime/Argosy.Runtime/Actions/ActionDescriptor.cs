using System.Text;

namespace Argosy.Runtime;

/// <summary>A method that others may call: its name on the wire and everything that a call needs. Made by generated
/// code.</summary>
public abstract class ActionDescriptor
{
    private protected ActionDescriptor(string name, bool direct)
    {
        Name = name;
        Direct = direct;
        Id = Hash(name);
    }

    /// <summary>The full name with its parameter types, for example
    /// <c>Heat.Stencil.Step(System.Double[],System.Double)</c>.</summary>
    public string Name { get; }

    /// <summary>Runs on the receiving thread.</summary>
    public bool Direct { get; }

    /// <summary>FNV-1a of the name in UTF-8; registering two names with one id is an error.</summary>
    public uint Id { get; }

    /// <summary>Decodes the arguments at once, and runs later.</summary>
    internal abstract Invocation Decode(ref ArchiveReader reader);

    private static uint Hash(string name)
    {
        var hash = 2166136261u;
        foreach (var one in Encoding.UTF8.GetBytes(name))
            hash = unchecked((hash ^ one) * 16777619u);
        return hash;
    }
}

/// <summary>A method that others may call, with its types.</summary>
/// <typeparam name="TArguments">All arguments; a structure that generated code makes.</typeparam>
/// <typeparam name="TResult"><see cref="Unit"/> for none.</typeparam>
/// <param name="name">See <see cref="ActionDescriptor.Name"/>.</param>
/// <param name="direct">See <see cref="ActionDescriptor.Direct"/>.</param>
/// <param name="arguments">Writes and reads the arguments.</param>
/// <param name="result">Writes and reads the result.</param>
/// <param name="body">Calls the method.</param>
public sealed class ActionDescriptor<TArguments, TResult>(
    string name, bool direct, ISerializer<TArguments> arguments, ISerializer<TResult> result,
    Func<TArguments, ActionContext, ValueTask<TResult>> body)
    : ActionDescriptor(name, direct)
{
    internal ISerializer<TArguments> Arguments => arguments;

    internal ISerializer<TResult> Result => result;

    internal Func<TArguments, ActionContext, ValueTask<TResult>> Body => body;

    internal override Invocation Decode(ref ArchiveReader reader) =>
        new Invocation<TArguments, TResult>(this, arguments.Read(ref reader));
}
