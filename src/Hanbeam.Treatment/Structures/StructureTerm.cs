namespace Hanbeam.Treatment.Structures;

/// <summary>A part of an expression that stands for a structure.</summary>
internal abstract record StructureTerm
{
    /// <summary>How far the result may reach beyond the structures that it is made from, mm.</summary>
    public abstract double ReachMm { get; }

    /// <summary>The names in it, from left to right.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>Works it out.</summary>
    /// <param name="lookUp">Gives the membership of a name, all on one grid.</param>
    public abstract VoxelMembership Evaluate(Func<string, VoxelMembership> lookUp);

    /// <summary>A structure by name.</summary>
    public sealed record Name(string Value) : StructureTerm
    {
        /// <inheritdoc/>
        public override double ReachMm => 0;

        /// <inheritdoc/>
        public override IEnumerable<string> Names => [Value];

        /// <inheritdoc/>
        public override VoxelMembership Evaluate(Func<string, VoxelMembership> lookUp) => lookUp(Value);
    }

    /// <summary>A structure grown or shrunk.</summary>
    public sealed record Moved(StructureTerm Inner, StructureMargin Margin, bool Outwards) : StructureTerm
    {
        /// <inheritdoc/>
        public override double ReachMm => Inner.ReachMm + (Outwards ? Margin.LargestMm : 0);

        /// <inheritdoc/>
        public override IEnumerable<string> Names => Inner.Names;

        /// <inheritdoc/>
        public override VoxelMembership Evaluate(Func<string, VoxelMembership> lookUp)
        {
            var inner = Inner.Evaluate(lookUp);
            return Outwards ? StructureAlgebra.Expand(inner.Name, inner, Margin) : StructureAlgebra.Shrink(inner.Name, inner, Margin);
        }
    }

    /// <summary>Two structures put together by <c>|</c>, <c>-</c>, <c>&amp;</c> or <c>^</c>.</summary>
    public sealed record Pair(StructureTerm Left, char Operator, StructureTerm Right) : StructureTerm
    {
        /// <inheritdoc/>
        public override double ReachMm => Math.Max(Left.ReachMm, Right.ReachMm);

        /// <inheritdoc/>
        public override IEnumerable<string> Names => [.. Left.Names, .. Right.Names];

        /// <inheritdoc/>
        public override VoxelMembership Evaluate(Func<string, VoxelMembership> lookUp)
        {
            var (left, right) = (Left.Evaluate(lookUp), Right.Evaluate(lookUp));
            return Operator switch
            {
                '&' => StructureAlgebra.Intersection(left.Name, left, right),
                '^' => StructureAlgebra.SymmetricDifference(left.Name, left, right),
                '-' => StructureAlgebra.Difference(left.Name, left, right),
                _ => StructureAlgebra.Union(left.Name, left, right),
            };
        }
    }
}
