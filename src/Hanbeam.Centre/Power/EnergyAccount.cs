namespace Hanbeam.Centre.Power;

/// <summary>Hours in each state and of each load: what energy is a linear form of. Two accounts of one model can be compared exactly.</summary>
public sealed class EnergyAccount
{
    private readonly PowerModel model;
    private readonly double[] stateHours;
    private readonly double[] loadHours;

    private EnergyAccount(PowerModel model, double[] stateHours, double[] loadHours)
    {
        this.model = model;
        this.stateHours = stateHours;
        this.loadHours = loadHours;
    }

    /// <summary>The account of a profile.</summary>
    public static EnergyAccount Of(PowerModel model, StateProfile profile)
    {
        double[] states = [.. Enum.GetValues<MachineState>().Select(state => profile.Occurs(state) ? profile.Hours(state) : 0)];
        var all = (double)profile.Blocks * profile.BlockSeconds / 3600;
        var running = Enum.GetValues<MachineState>().Where(PowerModel.MachineRuns).Sum(state => states[(int)state]);
        return new EnergyAccount(model, states, [.. model.Loads.Select(load => load.WithMachineOnly ? running : all)]);
    }

    /// <summary>What the account says of every state that occurs, in the order of <see cref="MachineState"/>, then of the loads.</summary>
    public IReadOnlyList<EnergyEntry> Entries()
    {
        var states = Enum.GetValues<MachineState>().Where(state => stateHours[(int)state] > 0)
            .Select(state => new EnergyEntry(PowerModel.NameOf(state), stateHours[(int)state], model.KiloWatt(state), stateHours[(int)state] * model.KiloWatt(state)));
        var loads = model.Loads.Select((load, n) => new EnergyEntry(load.Name, loadHours[n], load.KiloWatt.Value, loadHours[n] * load.KiloWatt.Value));
        return [.. states, .. loads];
    }

    /// <summary>All energy, kWh.</summary>
    public ValueRange TotalKwh() => Entries().Aggregate(ValueRange.Exactly(0), (sum, entry) => sum + entry.Kwh);

    /// <summary>How much less another account of the same model takes, kWh: a power that both contain cannot be low in one and high in the other.</summary>
    /// <param name="other">The account that is taken away.</param>
    public ValueRange Minus(EnergyAccount other)
    {
        var sum = ValueRange.Exactly(0);
        foreach (var state in Enum.GetValues<MachineState>())
        {
            // Hours are sums of many seconds: what is left of equal sums is no difference.
            var hours = stateHours[(int)state] - other.stateHours[(int)state];
            if (Math.Abs(hours) > 1e-9) sum += hours * model.KiloWatt(state);
        }

        for (var n = 0; n < loadHours.Length; n++) sum += (loadHours[n] - other.loadHours[n]) * model.Loads[n].KiloWatt.Value;
        return sum;
    }
}
