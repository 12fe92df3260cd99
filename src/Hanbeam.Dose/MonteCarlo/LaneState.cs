using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Sixteen ions, one vector for each of their numbers, and the columns of the tables at their ranges.</summary>
internal sealed class LaneState
{
    public const int Lanes = 16;

    // Slots of one vector each. Whole numbers are kept by their bits.
    public const int X = 0, Y = 1, Z = 2, Ux = 3, Uy = 4, Uz = 5, Range = 6, E = 7, ToReaction = 8, ToHard = 9;
    public const int I = 10, J = 11, K = 12, SpeciesRow = 13, Block = 14, StreamLow = 15, StreamHigh = 16, MassNumber = 17;
    public const int Variance = 18, Shape = 19, Scattering = 20, InverseNumber = 21, Attempts = 22;

    // Numbers of the present step that events and scoring need, and the voxel of the next.
    public const int Voxel = 23, Material = 24, InverseRatio = 25, Offsets = 26, AttemptsBefore = 27, Next = 28, Scratch = 29;
    private const int Slots = 33;

    private readonly float[] data;
    private readonly int first;
    private readonly int[] generations = new int[Lanes];

    public LaneState()
    {
        // One more vector than needed, to begin at a multiple of 64 bytes.
        data = GC.AllocateArray<float>((Slots + 1) * Lanes, pinned: true);
        first = (int)((64 - Marshal.UnsafeAddrOfPinnedArrayElement(data, 0) % 64) % 64) / sizeof(float);
    }

    /// <summary>Where the slots begin; slot n is n · <see cref="Lanes"/> further.</summary>
    public ref float Slot0 => ref data[first];

    /// <summary>A whole number of a lane.</summary>
    public ref int Whole(int slot, int lane) => ref Unsafe.As<float, int>(ref data[first + slot * Lanes + lane]);

    /// <summary>A number of a lane.</summary>
    public ref float Number(int slot, int lane) => ref data[first + slot * Lanes + lane];

    /// <summary>Puts an ion into a lane.</summary>
    public void Set(int lane, in Particle ion, TransportPhysics physics)
    {
        (Number(X, lane), Number(Y, lane), Number(Z, lane)) = (ion.X, ion.Y, ion.Z);
        (Number(Ux, lane), Number(Uy, lane), Number(Uz, lane)) = (ion.Ux, ion.Uy, ion.Uz);
        (Number(Range, lane), Number(E, lane)) = (ion.RangeMm, ion.E);
        (Number(ToReaction, lane), Number(ToHard, lane)) = (ion.ToReaction, ion.ToHard);
        (Whole(I, lane), Whole(J, lane), Whole(K, lane)) = (ion.I, ion.J, ion.K);
        (Whole(StreamLow, lane), Whole(StreamHigh, lane)) = ((int)(uint)ion.Stream, (int)(uint)(ion.Stream >> 32));
        Whole(Block, lane) = (int)ion.Block;
        Whole(SpeciesRow, lane) = ion.Species * RangeScale.Count;
        Number(MassNumber, lane) = physics.MassNumber[ion.Species];
        generations[lane] = ion.Generation;
        var row = physics.Rows.AsSpan((ion.Species * RangeScale.Count + RangeScale.Cell(ion.RangeMm, out _)) * TransportPhysics.RowLength, TransportPhysics.RowLength);
        Number(Variance, lane) = row[TransportPhysics.Variance];
        Number(Shape, lane) = row[TransportPhysics.Shape];
        Number(Scattering, lane) = row[TransportPhysics.Scattering];
        Number(InverseNumber, lane) = row[TransportPhysics.InverseNumber];
        Number(Attempts, lane) = row[TransportPhysics.Attempts];
    }

    /// <summary>The ion of a lane.</summary>
    public Particle Get(int lane) => new()
    {
        X = Number(X, lane),
        Y = Number(Y, lane),
        Z = Number(Z, lane),
        Ux = Number(Ux, lane),
        Uy = Number(Uy, lane),
        Uz = Number(Uz, lane),
        RangeMm = Number(Range, lane),
        E = Number(E, lane),
        ToReaction = Number(ToReaction, lane),
        ToHard = Number(ToHard, lane),
        I = Whole(I, lane),
        J = Whole(J, lane),
        K = Whole(K, lane),
        Species = Whole(SpeciesRow, lane) / RangeScale.Count,
        Generation = generations[lane],
        Block = (uint)Whole(Block, lane),
        Stream = (uint)Whole(StreamLow, lane) | ((ulong)(uint)Whole(StreamHigh, lane) << 32),
    };

    /// <summary>Puts back what an event has changed: direction, paths, block.</summary>
    public void Update(int lane, in Particle ion)
    {
        (Number(Ux, lane), Number(Uy, lane), Number(Uz, lane)) = (ion.Ux, ion.Uy, ion.Uz);
        (Number(ToReaction, lane), Number(ToHard, lane)) = (ion.ToReaction, ion.ToHard);
        Whole(Block, lane) = (int)ion.Block;
    }
}
