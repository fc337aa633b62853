using Microsoft.CodeAnalysis;

namespace Argosy.Runtime.Generators.Symbols;

/// <summary>The constraints of a type parameter as code: a generic serializer repeats those of its type.</summary>
internal static class TypeConstraints
{
    internal static string Of(ITypeParameterSymbol parameter)
    {
        var all = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint)
            all.Add("unmanaged");
        else if (parameter.HasValueTypeConstraint)
            all.Add("struct");
        else if (parameter.HasReferenceTypeConstraint)
            all.Add("class");
        else if (parameter.HasNotNullConstraint)
            all.Add("notnull");
        all.AddRange(parameter.ConstraintTypes.Select(Code.Plain));
        if (parameter.HasConstructorConstraint)
            all.Add("new()");
        return all.Count == 0 ? "" : $" where {Code.Name(parameter.Name)} : {string.Join(", ", all)}";
    }
}
