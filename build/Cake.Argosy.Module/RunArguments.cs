using Argosy.Engine;
using Cake.Core;

namespace Cake.Argosy.Module;

/// <summary>Cake's arguments, as the engine reads them.</summary>
internal sealed class RunArguments(ICakeArguments arguments) : IRunArguments
{
    public bool Has(string name) => arguments.HasArgument(name);

    public ICollection<string> ValuesOf(string name) => arguments.GetArguments(name);
}
