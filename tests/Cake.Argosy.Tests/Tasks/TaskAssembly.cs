using System.Reflection;

namespace Cake.Argosy.Tests.Tasks;

/// <summary>An assembly of a few types.</summary>
internal sealed class TaskAssembly(params Type[] types) : Assembly
{
    public override Type[] GetTypes() => types;
}
