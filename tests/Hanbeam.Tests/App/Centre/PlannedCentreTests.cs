using Hanbeam.App.Centre;
using Hanbeam.Centre.Simulation;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Delivery;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.App.Centre;

/// <summary>Sites that take their beam times from plans.</summary>
public sealed class PlannedCentreTests
{
    private const string Spots = """
        beam,gantry_deg,couch_deg,isocentre_x_mm,isocentre_y_mm,isocentre_z_mm,energy_MeV_u,x_mm,y_mm,particles
        1,270,0,0,0,0,200,0,0,40000000
        1,270,0,0,0,0,200,4,0,40000000
        1,270,0,0,0,0,190,0,0,40000000
        2,{0},0,0,0,0,210,0,0,80000000

        """;

    [Fact]
    public void Read_PlanOfTheMachine_TakesTimesPortsAndGate()
    {
        using var folder = new TemporaryFolder();
        var site = Assert.Single(Read(folder, "0", "gate: { periodSeconds: 4, duty: 0.3 }").Sites);
        Assert.Equal(["H", "V"], site.Fields.Select(field => field.Port));
        var model = MachineFile.Read(MachineLibrary.Resolve("generic-synchrotron"));
        var plan = SpotListFile.Read(folder["plan", "spots.csv"], "generic-synchrotron", 1, model.Machine.RangeShifters);
        var expected = DeliveryTimeline.Of(plan, model.Machine, DeliveryMode.SingleEnergy, new BreathGate(4, 0.3));
        Assert.Equal(expected.Select(timeline => timeline.Times), site.Fields.Select(field => field.Times));
        Assert.True(site.Fields[0].Times.GateWaitSeconds + site.Fields[0].Times.StartWaitSeconds > 0);
    }

    [Fact]
    public void Read_AngleWithoutPort_AsksForPorts()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("beam 2 of sites[1].plan comes from 33 degrees, where the machine generic-synchrotron has no fixed port; give sites[1].ports", Assert.Throws<InputException>(() => Read(folder, "33", "")).Message);
        using var other = new TemporaryFolder();
        Assert.Equal(["H", "V"], Read(other, "33", "ports: [H, V]").Sites[0].Fields.Select(field => field.Port));
        using var third = new TemporaryFolder();
        Assert.Contains("sites[1].ports has 1 names, and the plan", Assert.Throws<InputException>(() => Read(third, "33", "ports: [H]")).Message);
    }

    [Fact]
    public void Read_PlanOfAnotherMachine_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["plan"]);
        File.WriteAllText(folder["plan", "manifest.json"], """{ "schema": "hanbeam-manifest/1", "machine": { "path": "/elsewhere/other.machine", "sha256": "00112233445566778899" } }""");
        var message = Assert.Throws<InputException>(() => Read(folder, "0", "")).Message;
        Assert.Contains("was made for the machine other with SHA-256 001122334455…, and the centre's machine is generic-synchrotron with ", message);
        Assert.Contains("centre.yaml, line", message);
    }

    [Fact]
    public void Read_OtherNumberOfFractions_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("sites[1].fractions is 12, and the plan", Assert.Throws<InputException>(() => Read(folder, "0", "fractions: 12")).Message);
    }

    private static CentreDescription Read(TemporaryFolder folder, string secondAngle, string siteKey)
    {
        Directory.CreateDirectory(folder["plan"]);
        File.WriteAllText(folder["plan", "spots.csv"], Spots.Replace("{0}", secondAngle, StringComparison.Ordinal));
        File.WriteAllText(folder["centre.yaml"], $$"""
            schema: hanbeam-centre/1
            name: planned
            shifts:
              - { name: day, days: [monday], from: "08:00", to: "17:00" }
            rooms:
              - { name: A, ports: [H, V] }
            beam: { machine: generic-synchrotron, mode: single-energy, roomSwitchSeconds: 0 }
            referrals: { perWeek: 1 }
            booking: { horizonWeeks: 4, reservePercent: 0, makeUpDays: 5, lastEntryMinutes: 0 }
            sites:
              - name: all
                share: 100
                fractionsPerWeek: 1
                appointmentMinutes: 20
                plan: plan
                {{siteKey}}

            """);
        return CentreFile.Read(folder["centre.yaml"]).Centre;
    }
}
